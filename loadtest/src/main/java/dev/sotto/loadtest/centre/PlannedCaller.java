package dev.sotto.loadtest.centre;

import java.time.Duration;
import java.util.Optional;

/**
 * A caller as drawn before the run: both arms get exactly this one.
 *
 * @param index of the seed's stream, warm-up callers included
 * @param arrives after the start of the run, whatever the servers do
 * @param order six digits that no other caller of this seed has
 * @param opening what the caller says first
 * @param patience how long this caller waits from the point at which a person is needed: in <em>consult</em> until the outcome is
 *     heard, in <em>escalate</em> only until a person has picked up
 * @param bargesIn speaks before the greeting is over
 * @param asksAside has a question of their own
 * @param silence says nothing for so long where the first answer is expected
 * @param hangsUp after so long from the answer, whatever happens
 * @param counted came after the warm-up
 */
public record PlannedCaller(
        int index,
        Duration arrives,
        Intent intent,
        String order,
        String opening,
        Duration patience,
        boolean bargesIn,
        boolean asksAside,
        Duration silence,
        Optional<Duration> hangsUp,
        boolean counted) {}
