package dev.sotto.orchestrator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Fact;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;

class DiscretionPropertyTest {
    private static GuidanceRequest with(String label, String value) {
        return Asked.heard(Asked.freely("what now"), List.of(), List.of(new Fact(label, value)));
    }

    @Property(tries = 300)
    void fourDigitsInARowAreNeverTold(
            @ForAll @AlphaChars @StringLength(max = 20) String before, @ForAll @IntRange(min = 1_000) int number) {
        assertThat(Discretion.mayTell(before + " " + number + " ok", with("Item", "tent")))
                .isFalse();
    }

    @Property(tries = 300)
    void noAmountOnTheCardIsToldWhateverItsForm(
            @ForAll @Scale(2) @BigRange(min = "0.01", max = "999999.99") BigDecimal amount) {
        GuidanceRequest heard = with("Total", "$" + amount);

        assertThat(Discretion.mayTell("You get " + amount + " back", heard)).isFalse();
        assertThat(Discretion.mayTell("You get $" + amount + " back", heard)).isFalse();
        assertThat(Discretion.mayTell("That's " + amount.toBigInteger() + " then", heard))
                .isFalse();
    }

    @Property(tries = 300)
    void noAddressIsTold(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String user,
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String host) {
        assertThat(Discretion.mayTell("write to " + user + "@" + host + ".com", with("Item", "tent")))
                .isFalse();
    }

    /** Whatever was said to somebody, it is proposed for nobody else if it isn't theirs to hear. */
    @Property(tries = 200)
    void whatMayNotBeToldIsNeverProposed(@ForAll @IntRange(min = 1_000) int number) {
        GuidanceRequest heard = Asked.freely("where is it");
        Remembered secret =
                Asked.remembered(heard, Asked.said("ada", "It is in box " + number), new float[] {1, 0}, Asked.NOON);

        List<Proposal> proposals =
                Proposing.of(Asked.freely("where is it"), Vector.of(new float[] {1, 0}), List.of(secret));

        assertThat(proposals).isEmpty();
    }
}
