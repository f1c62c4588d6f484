package dev.sotto.orchestrator.task;

/** A place in a file, for messages. Line and column count from 1. */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
