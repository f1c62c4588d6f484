package dev.sotto.orchestrator.task;

import java.util.List;
import java.util.Map;

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
        String fingerprint) {}
