"""Inputs that nobody would write, and what the readers of pages, feeds, sitemaps, interfaces and archives make of them.

corpus      what is changed: good inputs of each kind
mutations   how it is changed, from a seed: the same number is the same input on every machine
targets     what reads it, and what must hold of the result
sandbox     a process that costs one input where it is slow, large or crashes
"""
