"""The second factor (第二重验证): a code from an app on the person's own phone, and recovery codes on paper for the day it is lost."""
