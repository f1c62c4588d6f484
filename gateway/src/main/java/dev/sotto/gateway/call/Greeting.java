package dev.sotto.gateway.call;

import dev.sotto.media.answer.AnswerDetector;
import dev.sotto.media.answer.AnswerEvent;
import dev.sotto.media.answer.AnswerSettings;
import dev.sotto.media.session.FrameEar;
import java.util.function.Consumer;

/**
 * The first seconds of a call of ours that was answered: who is it, and when is it our turn? A person's hello is recognised
 * meanwhile, so nothing of it is lost. Call context only.
 */
final class Greeting implements FrameEar {
    private final AnswerDetector detector = new AnswerDetector(AnswerSettings.DEFAULT);
    private final String onMachine;
    private final Lines.Progress progress;
    private final Consumer<String> ourTurn;
    private final Consumer<Termination> end;
    private boolean over;

    /**
     * @param ourTurn told {@code person} or {@code machine}
     * @param end told where nobody is to be spoken to
     */
    Greeting(String onMachine, Lines.Progress progress, Consumer<String> ourTurn, Consumer<Termination> end) {
        this.onMachine = onMachine;
        this.progress = progress;
        this.ourTurn = ourTurn;
        this.end = end;
    }

    @Override
    public void hear(short[] frame) {
        if (over) {
            return;
        }
        AnswerEvent event = detector.accept(frame);
        switch (event) {
            case NOTHING -> {
                // still listening
            }
            case PERSON, MUM -> turn("person");
            case MACHINE -> machine();
            case BEEP, QUIET -> turn("machine");
            case FAX -> finish(Termination.FAX);
        }
    }

    private void machine() {
        progress.machine();
        if (onMachine.equals(Dial.HANG_UP)) {
            finish(Termination.MACHINE);
        } else if (onMachine.equals(Dial.TALK)) {
            turn("person");
        }
    }

    private void turn(String who) {
        over = true;
        progress.reached();
        ourTurn.accept(who);
    }

    private void finish(Termination termination) {
        over = true;
        end.accept(termination);
    }
}
