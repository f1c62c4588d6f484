package dev.sotto.config;

/** A value that is never printed. */
public record Secret(String value) {
    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "(not set)" : "(set)";
    }
}
