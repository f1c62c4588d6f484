package dev.sotto.gateway.sip.auth;

/** A name and its password; the latter is never printed. */
public record Credentials(String user, String password) {
    @Override
    public String toString() {
        return user + " (password " + (password.isEmpty() ? "not set)" : "set)");
    }
}
