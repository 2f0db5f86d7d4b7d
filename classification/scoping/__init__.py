"""Need-to-know changed between two gradings: somebody added until a day, somebody taken out. Basis: REQUIREMENTS G5; THREATS T73."""
