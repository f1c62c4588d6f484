package dev.sotto.gateway.call;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is being said on a call or waits to be, and what is to happen once all of it has been said. Call context only. */
final class Saying {
    /** Words that are never reported as said must not keep anything waiting. */
    static final long AT_MOST_MILLIS = 20_000;

    private static final Runnable NOTHING = () -> {};

    private final Voice voice;
    private final Alarm alarm;
    private final Set<Long> unfinished = new HashSet<>();
    private final Map<Long, Runnable> afterOwn = new HashMap<>();
    private long lastOwn;
    private Runnable watcher = NOTHING;
    private Runnable afterwards = NOTHING;
    private Runnable stopAlarm = NOTHING;

    /** Makes words sound; reports the end of each by {@link #finished}. */
    interface Voice {
        void say(long speechId, String words, boolean interruptible);
    }

    Saying(Voice voice, Alarm alarm) {
        this.voice = voice;
        this.alarm = alarm;
    }

    void say(long speechId, String words, boolean interruptible) {
        unfinished.add(speechId);
        voice.say(speechId, words, interruptible);
    }

    /** Words of the edge, which the conversation didn't ask for: their numbers are negative. */
    void sayOurselves(String words, boolean interruptible) {
        sayOurselves(words, interruptible, NOTHING);
    }

    /** The same; {@code then} runs when they have been said. */
    void sayOurselves(String words, boolean interruptible, Runnable then) {
        lastOwn--;
        afterOwn.put(lastOwn, then);
        say(lastOwn, words, interruptible);
    }

    boolean isSilent() {
        return unfinished.isEmpty();
    }

    /** Runs that once all has been said, or when it takes too long; what waited before waits no more. */
    void onceSaid(Runnable action) {
        forget();
        if (isSilent()) {
            action.run();
        } else {
            afterwards = action;
            stopAlarm = alarm.after(AT_MOST_MILLIS, this::goOn);
        }
    }

    /** That has ended, said or not. */
    void finished(long speechId) {
        unfinished.remove(speechId);
        Runnable then = afterOwn.remove(speechId);
        if (then != null) {
            then.run();
        }
        if (isSilent()) {
            goOn();
        }
        watcher.run();
    }

    /** That was not heard to its end: what was to follow it does not. */
    void unsaid(long speechId) {
        afterOwn.remove(speechId);
    }

    /** Told of the end of everything that is said; one at a time. */
    void watch(Runnable next) {
        watcher = next;
    }

    void unwatch() {
        watcher = NOTHING;
    }

    /** Nothing waits any more. */
    void forget() {
        stopAlarm.run();
        stopAlarm = NOTHING;
        afterwards = NOTHING;
    }

    private void goOn() {
        Runnable next = afterwards;
        forget();
        next.run();
    }
}
