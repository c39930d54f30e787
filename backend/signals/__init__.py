"""Signals of brokerage: patterns in what is handed in, and reports. They decide nothing: a person looks."""
