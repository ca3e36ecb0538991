"""What English words mean: lexicons, tokens, countries, damaged text. Floor 1: any stage may ask."""
