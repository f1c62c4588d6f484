package dev.sotto.media.answer;

/** What the sound of an answered call shows. */
public enum AnswerEvent {
    NOTHING,
    /** A short greeting, and now they wait for us. */
    PERSON,
    /** Somebody has answered and says nothing: to be spoken to as a person. */
    MUM,
    /** A machine talks; {@link #BEEP} or {@link #QUIET} follows. */
    MACHINE,
    /** The beep is over: the machine records now. */
    BEEP,
    /** The machine has stopped, and no beep has come. */
    QUIET,
    FAX;

    /** True where nothing else is looked for. */
    public boolean last() {
        return this == PERSON || this == MUM || this == BEEP || this == QUIET || this == FAX;
    }
}
