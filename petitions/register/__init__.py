"""Register of who is let in to secrets of the upper levels (接触机密以上事项人员登记): never a subject. Basis: BMT 20."""
