package dev.sotto.loadtest.phone;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers who only keep the line send, encoded before the first call. Making it takes some tens of milliseconds. Immutable. */
public final class CallerSounds {
    private static final String PHRASE =
            "I have been waiting for my parcel since Monday, and nobody could tell me where it is. It is a pair of hiking boots.";

    private final Map<Medium, FrameLoop> byMedium;

    private CallerSounds(Map<Medium, FrameLoop> byMedium) {
        this.byMedium = byMedium;
    }

    /** Talk spurts and pauses as in a conversation. */
    public static CallerSounds talking(Voice voice) {
        return made(voice.learn(Script.named("talk").say(PHRASE).build()).phrase(PHRASE));
    }

    /** A muted telephone's silence. */
    public static CallerSounds muted() {
        return made(null);
    }

    private static CallerSounds made(@Nullable SpokenPhrase phrase) {
        Map<Medium, FrameLoop> made = new EnumMap<>(Medium.class);
        for (Medium medium : Medium.values()) {
            made.put(medium, FrameLoop.of(medium.format(), phrase));
        }
        return new CallerSounds(made);
    }

    Map<Medium, FrameLoop> byMedium() {
        return byMedium;
    }
}
