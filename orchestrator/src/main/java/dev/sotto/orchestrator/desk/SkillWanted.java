package dev.sotto.orchestrator.desk;

/**
 * A skill as a task file asks for it: {@code billing}, or {@code billing>=4} when somebody of at least that level should
 * answer. The level is a wish: people below it are asked when nobody better is free.
 *
 * @param name empty when anybody can answer
 * @param level 1 to 5; 1 when none is asked for
 */
public record SkillWanted(String name, int level) {
    private static final String AT_LEAST = ">=";

    /** Reads both forms; a level that is no number from 1 to 5 is taken as none. */
    public static SkillWanted parse(String wanted) {
        int at = wanted.indexOf(AT_LEAST);
        if (at < 0) {
            return new SkillWanted(wanted.strip(), Agent.LOWEST_LEVEL);
        }
        String level = wanted.substring(at + AT_LEAST.length()).strip();
        return new SkillWanted(
                wanted.substring(0, at).strip(), level.matches("[1-5]") ? Integer.parseInt(level) : Agent.LOWEST_LEVEL);
    }
}
