package dev.sotto.loadtest.density;

import dev.sotto.loadtest.phone.Impairment;

/**
 * What all callers of a run have in common.
 *
 * @param mix what they speak
 * @param impairment of their lines
 * @param muted whether they send a muted telephone's silence instead of talk spurts
 * @param lanes how many of them share a port for their sound
 * @param loops event loops that they are spread over
 */
public record Callers(MediaMix mix, Impairment impairment, boolean muted, int lanes, int loops) {
    /** Telephones that speak G.711, over good lines. */
    public static final Callers PLAIN = new Callers(MediaMix.PCMU, Impairment.NONE, false, 8, 1);

    public Callers {
        if (lanes < 1 || loops < 1) {
            throw new IllegalArgumentException("at least one lane and one loop are needed");
        }
    }

    public Callers with(MediaMix other) {
        return new Callers(other, impairment, muted, lanes, loops);
    }

    public Callers with(Impairment other) {
        return new Callers(mix, other, muted, lanes, loops);
    }
}
