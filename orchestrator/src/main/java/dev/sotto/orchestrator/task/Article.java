package dev.sotto.orchestrator.task;

import java.util.List;

/**
 * A piece of knowledge.
 *
 * @param topic a short name, shown in the transcript's cause
 * @param questions how customers ask for it
 * @param answer what is said, short enough for the ear
 */
public record Article(String topic, List<String> questions, String answer, Position at) {}
