"""Sheets of recruiters' accounts: handles, numbers, addresses and adverts, and whom they are said to recruit for."""
