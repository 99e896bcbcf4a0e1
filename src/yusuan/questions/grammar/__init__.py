"""Senses of words → readings: which pattern of question do they fill, and which parts of the question does each use?"""
