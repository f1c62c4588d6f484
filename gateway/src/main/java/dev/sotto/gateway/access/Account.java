package dev.sotto.gateway.access;

/** A person who may sign in. */
public record Account(String name, Role role, PasswordHash password) {
    public Account {
        if (role == Role.INTEGRATOR) {
            throw new IllegalArgumentException("Integrators have an API key, not an account: " + name);
        }
    }
}
