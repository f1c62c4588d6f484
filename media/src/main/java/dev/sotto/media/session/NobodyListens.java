package dev.sotto.media.session;

/** A listener that is told everything and does nothing. */
final class NobodyListens implements MediaListener {
    @Override
    public void onSpeechStarted() {}

    @Override
    public void onUtterance(Utterance utterance) {}

    @Override
    public void onNothingUnderstood() {}

    @Override
    public void onPartial(String text) {}

    @Override
    public void onDigit(char digit) {}

    @Override
    public void onSpeechFinished(long speechId, SpeechOutcome outcome, String heardText) {}

    @Override
    public void onMediaTimeout() {}

    @Override
    public void onFirstSound(long speechId) {}
}
