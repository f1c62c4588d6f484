/**
 * YAML that is read for people: every node knows its file, line and column, and everything that is wrong with a file is
 * reported at once, with a hint.
 *
 * <p>A thin layer over the events of snakeyaml-engine. Anchors, aliases, tags, several documents and double keys are
 * refused; size, depth and number of nodes are limited. {@link dev.sotto.config.yaml.YamlDocument} parses,
 * {@link dev.sotto.config.yaml.MapReader} gives typed access and finds unknown keys, and
 * {@link dev.sotto.config.yaml.Problems} collects.
 *
 * <p>Called at start by the settings loader and by the task file parser, on any one thread.
 */
@NullMarked
package dev.sotto.config.yaml;

import org.jspecify.annotations.NullMarked;
