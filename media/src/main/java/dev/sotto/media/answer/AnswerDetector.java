package dev.sotto.media.answer;

import dev.sotto.media.turn.VoiceDetector;

/**
 * Tells a person from a machine by the first seconds of an answered call.
 *
 * <pre>
 *   WAITING --voice--> GREETING --short, then a pause--> PERSON
 *      |                  '--goes on for 3 s--> TALKING (MACHINE) --beep--> BEEP
 *      |--nothing--> MUM                          '--stops for long, or never--> QUIET
 *      '--2100 Hz, or 1100 Hz at first--> FAX;  a beep before anything was said: MACHINE and BEEP
 * </pre>
 *
 * One call's; its context only. Time is counted in frames of 20 ms.
 */
public final class AnswerDetector {
    private static final int FRAME_MILLIS = 20;
    private static final double MARGIN_DB = 10;
    private static final double LEAST_VOICE_DB = -45;
    /** Shorter sounds are clicks. */
    private static final int LEAST_VOICE_MILLIS = 60;

    private static final int LEAST_BEEP_MILLIS = 160;
    private static final int LEAST_FAX_MILLIS = 400;
    /** A dial or ringing tone is no beep. */
    private static final int LONGEST_BEEP_MILLIS = 1_500;

    private enum State {
        WAITING,
        GREETING,
        TALKING,
        DONE
    }

    private final AnswerSettings settings;
    private final VoiceDetector detector = new VoiceDetector(MARGIN_DB);
    private final ToneMeter tone = new ToneMeter();

    private State state = State.WAITING;
    private int now;
    private int voicedInARow;
    private int began;
    private int lastVoice;
    private int talkingSince;
    private boolean speaking;
    private int toneMillis;
    private double toneHertz;
    private boolean pendingBeep;

    public AnswerDetector(AnswerSettings settings) {
        this.settings = settings;
    }

    /** Takes the next 20 ms; says what that shows. After a {@link AnswerEvent#last() last} one always {@code NOTHING}. */
    public AnswerEvent accept(short[] frame) {
        now += FRAME_MILLIS;
        if (pendingBeep) {
            // found together with the machine
            pendingBeep = false;
            return end(AnswerEvent.BEEP);
        }
        AnswerEvent byTone = listenForTones(frame);
        if (byTone != AnswerEvent.NOTHING || state == State.DONE) {
            return byTone;
        }
        listenForVoice(frame);
        return switch (state) {
            case WAITING -> now >= settings.mumMillis() ? end(AnswerEvent.MUM) : AnswerEvent.NOTHING;
            case GREETING -> greeting();
            case TALKING -> talking();
            case DONE -> AnswerEvent.NOTHING;
        };
    }

    private AnswerEvent listenForTones(short[] frame) {
        if (state == State.DONE) {
            return AnswerEvent.NOTHING;
        }
        if (tone.accept(frame)) {
            toneMillis = tone.millis();
            toneHertz = tone.hertz();
            boolean fax = near(2_100, 30) || near(1_100, 25) && state == State.WAITING;
            return fax && toneMillis >= LEAST_FAX_MILLIS ? end(AnswerEvent.FAX) : AnswerEvent.NOTHING;
        }
        int lasted = toneMillis;
        toneMillis = 0;
        boolean beep =
                lasted >= LEAST_BEEP_MILLIS && lasted <= LONGEST_BEEP_MILLIS && toneHertz >= 350 && toneHertz <= 2_000;
        if (!beep) {
            return AnswerEvent.NOTHING;
        }
        if (state == State.TALKING) {
            return end(AnswerEvent.BEEP);
        }
        state = State.TALKING;
        pendingBeep = true;
        return AnswerEvent.MACHINE;
    }

    private boolean near(double hertz, double within) {
        return Math.abs(toneHertz - hertz) <= within;
    }

    private void listenForVoice(short[] frame) {
        speaking = detector.accept(frame, 0, frame.length, speaking, 0, LEAST_VOICE_DB) && toneMillis == 0;
        voicedInARow = speaking ? voicedInARow + FRAME_MILLIS : 0;
        if (voicedInARow < LEAST_VOICE_MILLIS) {
            return;
        }
        lastVoice = now;
        if (state == State.WAITING) {
            state = State.GREETING;
            began = now - voicedInARow;
        }
    }

    private AnswerEvent greeting() {
        int length = lastVoice - began;
        int pause = now - lastVoice;
        if (length >= settings.machineSpeechMillis()) {
            state = State.TALKING;
            talkingSince = now;
            return AnswerEvent.MACHINE;
        }
        int enough = length <= settings.personSpeechMillis() ? settings.pauseMillis() : settings.longPauseMillis();
        return pause >= enough ? end(AnswerEvent.PERSON) : AnswerEvent.NOTHING;
    }

    private AnswerEvent talking() {
        boolean stopped = now - lastVoice >= settings.quietMillis() && toneMillis == 0;
        boolean endless = now - talkingSince >= settings.machineMillis();
        return stopped || endless ? end(AnswerEvent.QUIET) : AnswerEvent.NOTHING;
    }

    private AnswerEvent end(AnswerEvent event) {
        state = State.DONE;
        return event;
    }
}
