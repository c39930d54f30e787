"""Mandates: who may do what, for which authority, with which procedures, from when until when."""
