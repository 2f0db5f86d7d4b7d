"""Opening by two (双人开启): what nobody reads alone, two look at together for some minutes. Basis: REQUIREMENTS H6, DOMAIN S15."""
