package dev.sotto.orchestrator.desk;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person at a desk.
 *
 * @param role {@code agent} or {@code supervisor}
 * @param skills what this person can be asked, and how good they are at it, from 1 to 5
 */
public record Agent(String name, String role, Map<String, Integer> skills) {
    public static final int LOWEST_LEVEL = 1;
    /** The level of a skill that is named without one. */
    public static final int USUAL_LEVEL = 3;

    public static final int HIGHEST_LEVEL = 5;

    public Agent {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an agent needs a name");
        }
        skills.forEach((skill, level) -> {
            if (level < LOWEST_LEVEL || level > HIGHEST_LEVEL) {
                throw new IllegalArgumentException(name + "'s level of " + skill + " must be from 1 to 5, is " + level);
            }
        });
        skills = Map.copyOf(skills);
    }

    /** Somebody of the usual level in everything they can do. */
    public Agent(String name, String role, Set<String> skills) {
        this(name, role, skills.stream().collect(Collectors.toMap(skill -> skill, skill -> USUAL_LEVEL)));
    }

    /** True when this person can be asked; a request without a skill can be put to anyone. */
    public boolean has(String skill) {
        String wanted = SkillWanted.parse(skill).name();
        return wanted.isEmpty() || skills.containsKey(wanted);
    }

    /** How good they are at it: 0 when they can't be asked at all. */
    int level(SkillWanted wanted) {
        return wanted.name().isEmpty() ? USUAL_LEVEL : skills.getOrDefault(wanted.name(), 0);
    }
}
