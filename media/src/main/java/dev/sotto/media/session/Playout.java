package dev.sotto.media.session;

import dev.sotto.media.session.PlayoutClock.Call;
import dev.sotto.media.session.PlayoutClock.Timer;
import java.util.function.LongSupplier;

/**
 * The ticks of an event loop's calls: four clocks 5 ms apart, so that at a thousand calls a packet waits for a quarter of the others
 * and not for all of them, and what comes in is read in between. Loop only.
 */
final class Playout {
    static final int PHASES = 4;

    private final PlayoutClock[] clocks = new PlayoutClock[PHASES];
    private Runnable afterTick = () -> {};

    Playout(Timer timer, LongSupplier nanoClock, MediaMeters meters) {
        for (int i = 0; i < PHASES; i++) {
            long phase = i * PlayoutClock.FRAME_NANOS / PHASES;
            clocks[i] = new PlayoutClock(timer, nanoClock, meters, phase, () -> afterTick.run());
        }
    }

    /** Runs when calls have had their turn. */
    void afterTick(Runnable action) {
        afterTick = action;
    }

    /** Drives {@code call} from now on, in the phase that has the fewest. */
    void add(Call call) {
        PlayoutClock fewest = clocks[0];
        for (PlayoutClock clock : clocks) {
            fewest = clock.calls() < fewest.calls() ? clock : fewest;
        }
        fewest.add(call);
    }

    void remove(Call call) {
        for (PlayoutClock clock : clocks) {
            clock.remove(call);
        }
    }

    int calls() {
        int calls = 0;
        for (PlayoutClock clock : clocks) {
            calls += clock.calls();
        }
        return calls;
    }
}
