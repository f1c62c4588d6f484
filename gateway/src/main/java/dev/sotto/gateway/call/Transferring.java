package dev.sotto.gateway.call;

import java.util.List;
import java.util.function.Consumer;

/**
 * One attempt to put the caller through: lets the announcement be heard, sends the REFER, and breaks the silence as long as
 * nothing is known. The caller never waits for more than 4 s without a word. Call context only.
 *
 * <pre>
 *   start --all said--> REFER --3 s of silence--> "I'm connecting you." --said--> 3 s of silence --> ...
 *      '---------------------'---------------- stop -----------------------------------'
 * </pre>
 */
final class Transferring {
    /** Leaves a second for the voice to begin. */
    static final long SILENCE_MILLIS = 3_000;

    private static final List<String> WORDS = List.of(
            "I'm connecting you.",
            "I'm still trying to connect you.",
            "It's taking a moment. Please stay on the line, I'm still trying to connect you.");

    private final String target;
    private final Consumer<String> refer;
    private final Saying saying;
    private final Alarm alarm;
    private Runnable stopAlarm = () -> {};
    private int times;

    Transferring(String target, Consumer<String> refer, Saying saying, Alarm alarm) {
        this.target = target;
        this.refer = refer;
        this.saying = saying;
        this.alarm = alarm;
    }

    String target() {
        return target;
    }

    /** A task that announces nothing still doesn't send anyone away without a word. */
    void start() {
        if (saying.isSilent()) {
            saySomething();
        }
        saying.watch(this::waitForSilence);
        saying.onceSaid(() -> {
            waitForSilence();
            refer.accept(target);
        });
    }

    void stop() {
        stopAlarm.run();
        saying.unwatch();
    }

    private void waitForSilence() {
        stopAlarm.run();
        stopAlarm = alarm.after(SILENCE_MILLIS, this::saySomething);
    }

    private void saySomething() {
        if (saying.isSilent()) {
            saying.sayOurselves(WORDS.get(times % WORDS.size()), true);
            times++;
        }
    }
}
