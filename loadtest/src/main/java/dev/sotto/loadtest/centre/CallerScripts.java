package dev.sotto.loadtest.centre;

import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.Step;
import dev.sotto.loadtest.phone.Temper;
import dev.sotto.loadtest.phone.VoiceTraits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a planned caller says and does, the same in both arms: answers what is asked, by whoever asks it, keys the order number, hears
 * the outcome, says no to anything else, and hangs up at the goodbye. What is said to them they know by text; what they say goes as
 * speech and has to be recognised.
 */
final class CallerScripts {
    /** Notes of a {@code CallResult}: when the caller had understood it. */
    static final String RESOLVED = "resolved";

    static final String PUT_OFF = "put_off";

    /** Nobody is on the line for so long: what hangs then has hung. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final Duration QUIET = Duration.ofMillis(700);
    private static final Duration BARGES_IN_AFTER = Duration.ofMillis(1_200);
    private static final String BIG = "goes back to your card|refund this one|within our rules|rules for returns";
    private static final String BROKEN =
            "sending you a new one|repair it for free|repair it for you|refund this one|goes back to your card";
    private static final String WHERE = "on the way|came on";
    private static final String LATER =
            "call you back (within|today|about)|can't call you back|have this checked|colleague look at this|colleagues are busy";
    private static final String ELSE = "anything else";

    private CallerScripts() {}

    static Script script(PlannedCaller caller) {
        Step.Say opening = new Step.Say(caller.opening());
        List<Step> steps = List.of(
                new Step.AwaitQuiet(QUIET, LONGEST),
                opening,
                new Step.React(reactions(caller, true), Step.Reaction.NONE, QUIET, LONGEST));
        List<Step> transferred = List.of(
                new Step.AwaitPerson(caller.patience()),
                new Step.React(reactions(caller, false), Step.Reaction.NONE, QUIET, LONGEST));
        return new Script(caller.intent().name(), true, VoiceTraits.PLAIN, temper(caller), steps, transferred);
    }

    /** Turn 1 answers the greeting, turn 2 is the order number. */
    private static Temper temper(PlannedCaller caller) {
        Temper temper = Temper.EVEN.patience(caller.patience(), LONGEST);
        if (caller.bargesIn()) {
            temper = temper.interrupting(1, BARGES_IN_AFTER);
        }
        if (!caller.silence().isZero()) {
            temper = temper.silentBefore(2, caller.silence());
        }
        return caller.hangsUp().isPresent()
                ? temper.leavingAfter(caller.hangsUp().get())
                : temper;
    }

    private static List<Step.Reaction> reactions(PlannedCaller caller, boolean assistant) {
        String outcome = switch (caller.intent()) {
            case REFUND, SMALL_REFUND -> BIG;
            case DAMAGED -> BROKEN;
            case STATUS -> WHERE;
        };
        // whoever has what they wanted says thanks and hangs up: that needs no understanding
        Step[] leave = {new Step.Say("no thank you"), new Step.HangUp()};
        List<Step.Reaction> all = new ArrayList<>();
        all.add(on("(" + outcome + ").*" + ELSE, RESOLVED, leave));
        all.add(on("(" + LATER + ").*" + ELSE, PUT_OFF, leave));
        all.add(on(outcome, RESOLVED));
        all.add(on(LATER, PUT_OFF));
        all.add(on(ELSE, "", leave));
        all.add(new Step.Reaction(pattern("good ?bye"), "", List.of(new Step.HangUp()), true));
        all.add(on("order number|number of your order", "", new Step.Keys(caller.order())));
        all.add(on("wrong with it", "", new Step.Say("it doesn't fit")));
        all.add(used(caller, assistant));
        all.add(on("exactly is broken", "", new Step.Say("the zip is broken")));
        all.add(boxed(caller, assistant));
        all.add(on("yes or no", "", new Step.Say("yes")));
        all.add(on("what can I do for you", "", new Step.Say(caller.opening())));
        all.add(on("still there", "", new Step.Say("yes")));
        return all;
    }

    private static Step.Reaction used(PlannedCaller caller, boolean assistant) {
        return on("used it", "", answer("yes", caller, assistant));
    }

    private static Step.Reaction boxed(PlannedCaller caller, boolean assistant) {
        return on("in its box", "", answer("yes", caller, assistant));
    }

    /** While the assistant waits for a person, some callers have a question of their own. */
    private static Step[] answer(String word, PlannedCaller caller, boolean assistant) {
        return caller.asksAside() && assistant
                ? new Step[] {
                    new Step.Say(word), new Step.Pause(Duration.ofSeconds(4)), new Step.Say("when are you open")
                }
                : new Step[] {new Step.Say(word)};
    }

    private static Step.Reaction on(String heard, String note, Step... acts) {
        return new Step.Reaction(pattern(heard), note, List.of(acts), false);
    }

    private static Pattern pattern(String heard) {
        return Pattern.compile(heard, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
