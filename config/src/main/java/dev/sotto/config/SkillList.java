package dev.sotto.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An agent's skills as they stand in the settings, {@code billing} or {@code billing: 4}; what is wrong becomes a problem. */
final class SkillList {
    private static final Pattern SKILL = Pattern.compile("([a-z][a-z0-9_-]{0,31})(?:\\s*:\\s*([1-5]))?");

    private final String path;
    private final List<String> problems;
    private final Map<String, Integer> levels = new LinkedHashMap<>();

    SkillList(String path, List<String> problems) {
        this.path = path;
        this.problems = problems;
    }

    void add(Object item) {
        String text = item instanceof Map<?, ?> map && map.size() == 1
                ? map.entrySet().iterator().next().toString().replaceFirst("=", ":")
                : String.valueOf(item);
        Matcher skill = SKILL.matcher(text.strip());
        if (skill.matches()) {
            String level = skill.group(2);
            levels.put(skill.group(1), level == null ? Settings.Person.USUAL_LEVEL : Integer.parseInt(level));
        } else {
            problems.add(
                    path + " must be names such as billing, or billing: 4 with a level from 1 to 5, is '" + text + "'");
        }
    }

    Map<String, Integer> levels() {
        return levels;
    }
}
