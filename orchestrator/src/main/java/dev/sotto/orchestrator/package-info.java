@org.jspecify.annotations.NullMarked
package dev.sotto.orchestrator;
