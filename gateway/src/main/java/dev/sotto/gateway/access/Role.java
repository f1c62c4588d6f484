package dev.sotto.gateway.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What somebody is to us. */
public enum Role {
    AGENT,
    SUPERVISOR,
    /** A system of the enterprise, by API key. */
    INTEGRATOR;

    /** People at desks. */
    public static final Set<Role> PEOPLE = Set.copyOf(EnumSet.of(AGENT, SUPERVISOR));

    public static final Set<Role> SUPERVISORS = Set.of(SUPERVISOR);
    public static final Set<Role> INTEGRATORS = Set.of(INTEGRATOR);
    /** Who may have us call somebody. */
    public static final Set<Role> CALLERS = Set.copyOf(EnumSet.of(SUPERVISOR, INTEGRATOR));

    public static final Set<Role> ANYONE_KNOWN = Set.copyOf(EnumSet.allOf(Role.class));

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
