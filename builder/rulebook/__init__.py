"""Load, check and index the rules of `tocsin.rules`; the machine that applies them lives in gate, frames and coding."""
