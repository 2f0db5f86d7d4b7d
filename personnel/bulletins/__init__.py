"""Notices and cases (保密宣传): published to everybody, each acknowledged by itself. Basis: REQUIREMENTS H9."""
