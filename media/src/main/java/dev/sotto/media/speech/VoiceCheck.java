package dev.sotto.media.speech;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second opinion on what sounds like voice: a {@link VoiceModel} judges it on the recognition workers, while the cheap stage hears
 * something. Its word comes some tenths of a second late, so it decides only what can wait: that noise is noise. Call context
 * only, but for the job that is with a worker.
 */
public final class VoiceCheck {
    /** So much in a row that is no voice, and it is noise: 160 ms. */
    static final int NOISE_WINDOWS = 5;

    static final float VOICE = 0.3f;

    private static final Logger LOG = LoggerFactory.getLogger(VoiceCheck.class);
    /** Fed for so long after the cheap stage has fallen silent. */
    private static final int HANGOVER_FRAMES = 20;

    private static final int JOB_WINDOWS = 2;
    private static final int MOST = 16 * VoiceModel.WINDOW;

    private final VoiceModel.Stream stream;
    private final Executor workers;
    private final Executor context;

    // call context only
    private final short[] waiting = new short[MOST];
    private int count;
    private int hangover;
    private boolean anew = true;
    private boolean busy;
    private boolean failed;
    private int epoch;
    private int silentWindows;
    private int voicedWindows;
    private long lost;

    // whoever has the job; busy orders them
    private final short[] job = new short[MOST];
    private final float[] verdicts = new float[MOST / VoiceModel.WINDOW];

    VoiceCheck(VoiceModel model, Executor workers, Executor context) {
        this.stream = model.open();
        this.workers = workers;
        this.context = context;
    }

    /** Takes a frame, and whether the cheap stage took it for voice. */
    public void accept(short[] frame, boolean voice) {
        if (voice) {
            hangover = HANGOVER_FRAMES;
        } else if (hangover > 0 && --hangover == 0) {
            forget();
        }
        if (hangover == 0 || failed) {
            return;
        }
        if (count + frame.length > MOST) {
            // the workers are behind: the oldest is lost
            lost += frame.length;
            System.arraycopy(waiting, frame.length, waiting, 0, count - frame.length);
            count -= frame.length;
        }
        System.arraycopy(frame, 0, waiting, count, frame.length);
        count += frame.length;
        if (!busy && count >= JOB_WINDOWS * VoiceModel.WINDOW) {
            hand();
        }
    }

    private void forget() {
        count = 0;
        anew = true;
        epoch++;
        silentWindows = 0;
        voicedWindows = 0;
    }

    private void hand() {
        int windows = count / VoiceModel.WINDOW;
        int samples = windows * VoiceModel.WINDOW;
        System.arraycopy(waiting, 0, job, 0, samples);
        System.arraycopy(waiting, samples, waiting, 0, count - samples);
        count -= samples;
        boolean begin = anew;
        int of = epoch;
        busy = true;
        anew = false;
        try {
            workers.execute(() -> judge(windows, begin, of));
        } catch (RejectedExecutionException stopped) {
            failed = true;
        }
    }

    private void judge(int windows, boolean begin, int of) {
        boolean broken = false;
        try {
            if (begin) {
                stream.reset();
            }
            for (int i = 0; i < windows; i++) {
                verdicts[i] = stream.judge(job, i * VoiceModel.WINDOW);
            }
        } catch (RuntimeException | Error failure) {
            broken = true;
            LOG.atWarn()
                    .setCause(failure)
                    .log("Voice detection by a model failed; loudness alone decides in this call");
        }
        boolean gone = broken;
        context.execute(() -> judged(windows, of, gone));
    }

    private void judged(int windows, int of, boolean broken) {
        busy = false;
        failed |= broken;
        if (of != epoch || broken) {
            return;
        }
        for (int i = 0; i < windows; i++) {
            boolean voice = verdicts[i] >= VOICE;
            silentWindows = voice ? 0 : silentWindows + 1;
            voicedWindows += voice ? 1 : 0;
        }
    }

    /** What is heard now, however loud, has not been voice for a while. */
    public boolean noise() {
        return !failed && silentWindows >= NOISE_WINDOWS;
    }

    /** Nothing of what has been heard since it became loud was voice. */
    public boolean onlyNoise() {
        return noise() && voicedWindows == 0;
    }

    /** Samples that were never judged because the workers were behind. */
    public long lost() {
        return lost;
    }
}
