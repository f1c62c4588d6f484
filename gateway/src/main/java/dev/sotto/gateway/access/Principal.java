package dev.sotto.gateway.access;

/** Who is asking. */
public record Principal(String name, Role role) {
    public boolean isIntegrator() {
        return role == Role.INTEGRATOR;
    }
}
