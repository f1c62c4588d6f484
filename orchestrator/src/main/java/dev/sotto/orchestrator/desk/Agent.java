package dev.sotto.orchestrator.desk;

import java.util.Set;

/**
 * A person at a desk.
 *
 * @param role {@code agent} or {@code supervisor}
 * @param skills what this person can be asked
 */
public record Agent(String name, String role, Set<String> skills) {
    public Agent {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an agent needs a name");
        }
        skills = Set.copyOf(skills);
    }

    /** True when this person can be asked; a request without a skill can be put to anyone. */
    public boolean has(String skill) {
        return skill.isEmpty() || skills.contains(skill);
    }
}
