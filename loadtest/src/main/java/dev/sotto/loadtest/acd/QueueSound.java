package dev.sotto.loadtest.acd;

import java.util.Optional;

/** What one waiting caller hears: the welcome, then music, and every so often an announcement. Loop only. */
final class QueueSound {
    private final QueueTexts texts;
    private boolean welcomed;
    private long nextNanos;

    QueueSound(QueueTexts texts) {
        this.texts = texts;
    }

    /** What is to be said now that nothing is; empty for music. */
    Optional<String> next(long nowNanos) {
        if (welcomed && nowNanos - nextNanos < 0) {
            return Optional.empty();
        }
        String text = welcomed ? texts.again() : texts.welcome();
        welcomed = true;
        nextNanos = nowNanos + texts.every().toNanos();
        return Optional.of(text);
    }
}
