package dev.sotto.loadtest.phone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * What the other side said, in text, off the wire. Loop only; time is an argument.
 *
 * <p>The side channel is faster than speech: a text counts only once sound of it has begun. Where they were silent when it came,
 * that is their next sound. Where they were talking, it was about something else: it counts when a pause between sentences has
 * passed, or when they still talk after {@link #STILL_NANOS}.
 */
final class Understanding {
    static final long STILL_NANOS = 400_000_000;

    private static final int MOST = 64;
    private static final int MOST_CHARACTERS = 2_000;
    private static final long PAUSE_NANOS = 60_000_000;
    private static final long SILENT_NANOS = 250_000_000;
    private static final Set<String> PEOPLE = Set.of("person", "agent");

    private final boolean text;
    private final Deque<Told> told = new ArrayDeque<>();
    private final List<String> fresh = new ArrayList<>();
    private boolean sounded;
    private long lastSoundNanos;
    private boolean personSpeaks;

    private record Told(String from, String text, long atNanos, boolean duringSpeech) {}

    /** @param text whether words are understood; who speaks is heard by everybody */
    Understanding(boolean text) {
        this.text = text;
    }

    /** They are about to say it. The oldest is forgotten where nothing is heard for long. */
    void told(String from, String what, long nowNanos) {
        boolean talking = sounded && nowNanos - lastSoundNanos <= SILENT_NANOS;
        String words = what.length() > MOST_CHARACTERS ? what.substring(0, MOST_CHARACTERS) : what;
        told.add(new Told(from, words, nowNanos, talking));
        if (told.size() > MOST) {
            told.remove();
        }
    }

    void sound(long nowNanos) {
        boolean onset = !sounded || nowNanos - lastSoundNanos >= PAUSE_NANOS;
        while (!told.isEmpty() && begun(told.peek(), onset, nowNanos)) {
            heard(told.remove());
        }
        sounded = true;
        lastSoundNanos = nowNanos;
    }

    private static boolean begun(Told next, boolean onset, long nowNanos) {
        return !next.duringSpeech() || onset || nowNanos - next.atNanos() >= STILL_NANOS;
    }

    private void heard(Told now) {
        personSpeaks |= PEOPLE.contains(now.from());
        if (text && !now.text().isBlank()) {
            fresh.add(now.text());
            if (fresh.size() > MOST) {
                fresh.remove(0);
            }
        }
    }

    /** Heard and not yet judged. */
    List<String> fresh() {
        return List.copyOf(fresh);
    }

    void judged() {
        fresh.clear();
    }

    /** A person has been heard since the call went elsewhere. */
    boolean personSpeaks() {
        return personSpeaks;
    }

    /** The call goes on elsewhere. */
    void elsewhere() {
        told.clear();
        fresh.clear();
        personSpeaks = false;
    }

    /** The line is dead: what had been told by then was the last. */
    void hungUp() {
        while (!told.isEmpty()) {
            heard(told.remove());
        }
    }
}
