"""Devices: keys of people, how they enrol, and how a request proves which one sent it."""
