#!/usr/bin/env python
"""Run the portal's commands, with its embedded database where no other one is named."""

import os
import sys

from arbj_portal.core.command_line import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arbj_portal.settings")
    sys.exit(run(sys.argv))
