"""The shape of what is typed about members and accounts."""
