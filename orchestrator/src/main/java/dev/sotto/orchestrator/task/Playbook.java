package dev.sotto.orchestrator.task;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that a folder of task files says.
 *
 * @param fingerprint changes when any file changes; journalled with each conversation
 */
public record Playbook(
        Persona persona,
        Map<String, Task> tasks,
        Map<String, Tool> tools,
        List<Article> knowledge,
        String fingerprint) {
    /** Everything that people must be able to do for the tasks. */
    public Set<String> skills() {
        Set<String> skills = new TreeSet<>();
        tasks.values().forEach(task -> skills.addAll(task.skills()));
        return skills;
    }
}
