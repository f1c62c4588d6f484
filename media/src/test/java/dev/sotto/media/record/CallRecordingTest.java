package dev.sotto.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.media.testbed.Sounds;
import dev.sotto.media.testbed.ToneProbe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as another program reads them; the test is the writer's thread. */
class CallRecordingTest {
    private static final short[] CALLER = Sounds.tone(400, 8000, 20);
    private static final short[] OURS = Sounds.tone(1_000, 8000, 20);

    @TempDir
    Path folder;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Counts counts = new Counts();
    private final RecordingWriter writer = new RecordingWriter(tasks::add, counts, () -> {});

    private static final class Counts implements RecordingMeters {
        int dropped;
        int failed;
        long bytes;

        @Override
        public void frameDropped() {
            dropped++;
        }

        @Override
        public void recordingFailed() {
            failed++;
        }

        @Override
        public void recordingEnded(long written) {
            bytes = written;
        }
    }

    private Path file() {
        return folder.resolve("call.wav");
    }

    private void write() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static void speak(CallRecording recording, int frames) {
        for (int i = 0; i < frames; i++) {
            recording.frame(CALLER, OURS, 0);
        }
    }

    /** One side of what a program that knows WAV finds in the file. */
    private short[] side(int channel) throws Exception {
        try (AudioInputStream in =
                AudioSystem.getAudioInputStream(new ByteArrayInputStream(Files.readAllBytes(file())))) {
            AudioFormat format = in.getFormat();
            assertThat(format.getSampleRate()).isEqualTo(8_000);
            assertThat(format.getChannels()).isEqualTo(2);
            assertThat(format.getSampleSizeInBits()).isEqualTo(16);
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            short[] samples = new short[bytes.limit() / 4];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getShort(4 * i + 2 * channel);
            }
            return samples;
        }
    }

    @Test
    void theCallerIsLeftAndWeAreRight() throws Exception {
        CallRecording recording = writer.open(file(), 0);
        speak(recording, 110);
        recording.end();
        write();

        assertThat(side(0)).hasSize(110 * 160).startsWith(CALLER);
        assertThat(side(1)).startsWith(OURS);
        assertThat(ToneProbe.hears(side(0), 400)).isTrue();
        assertThat(ToneProbe.hears(side(1), 1_000)).isTrue();
        assertThat(counts.bytes).isEqualTo(110 * 640);
    }

    @Test
    void theFileIsRightAtAnyMomentWhoeverKillsUs() throws Exception {
        CallRecording recording = writer.open(file(), 0);
        for (int halfSeconds = 1; halfSeconds < 6; halfSeconds++) {
            speak(recording, 25);
            write();
            assertThat(side(0)).hasSize(halfSeconds * 25 * 160);
            assertThat(Files.size(file())).isEqualTo(44 + halfSeconds * 25 * 640L);
        }
    }

    @Test
    void aFileWithoutSoundIsAFile() throws Exception {
        writer.open(file(), 0);
        write();
        assertThat(side(0)).isEmpty();
    }

    @Test
    void whatIsSensitiveIsSilenceAndTimeGoesOn() throws Exception {
        CallRecording recording = writer.open(file(), 0);
        speak(recording, 30);
        recording.pause(true);
        speak(recording, 40);
        recording.pause(false);
        speak(recording, 30);
        recording.pause(true);
        speak(recording, 10);
        recording.end();
        write();

        for (int channel = 0; channel < 2; channel++) {
            short[] all = side(channel);
            assertThat(all).hasSize(110 * 160);
            short[] spoken = channel == 0 ? CALLER : OURS;
            assertThat(Arrays.copyOfRange(all, 29 * 160, 30 * 160)).isEqualTo(spoken);
            assertThat(Arrays.copyOfRange(all, 30 * 160, 70 * 160)).containsOnly(0);
            assertThat(Arrays.copyOfRange(all, 70 * 160, 71 * 160)).isEqualTo(spoken);
            assertThat(Arrays.copyOfRange(all, 100 * 160, 110 * 160)).containsOnly(0);
        }
    }

    @Test
    void aCallThatIsRecordedLateBeginsWithSilence() throws Exception {
        CallRecording recording = writer.open(file(), 50);
        assertThat(recording.millis()).isEqualTo(1_000);
        recording.frame(CALLER, OURS, 0);
        recording.frame(CALLER, OURS, 10);
        recording.end();
        write();

        short[] left = side(0);
        assertThat(left).hasSize(62 * 160);
        assertThat(Arrays.copyOf(left, 50 * 160)).containsOnly(0);
        assertThat(Arrays.copyOfRange(left, 50 * 160, 51 * 160)).isEqualTo(CALLER);
        assertThat(Arrays.copyOfRange(left, 51 * 160, 61 * 160)).containsOnly(0);
        assertThat(Arrays.copyOfRange(left, 61 * 160, 62 * 160)).isEqualTo(CALLER);
    }

    @Test
    void aDiskThatStandsStillLosesSoundAndNeverHoldsUsUp() throws Exception {
        CallRecording recording = writer.open(file(), 0);
        speak(recording, 150);
        assertThat(counts.dropped).isEqualTo(50);
        assertThat(tasks).hasSize(5);
        write();
        speak(recording, 25);
        recording.end();
        write();

        short[] left = side(0);
        assertThat(left).hasSize(175 * 160);
        assertThat(Arrays.copyOfRange(left, 100 * 160, 150 * 160)).containsOnly(0);
        assertThat(Arrays.copyOfRange(left, 150 * 160, 151 * 160)).isEqualTo(CALLER);
    }

    @Test
    void aFolderThatIsGoneIsToldOnceAndHarmsNobody() throws Exception {
        CallRecording recording = writer.open(folder.resolve("no/such/folder.wav"), 0);
        speak(recording, 60);
        recording.end();
        write();
        assertThat(counts.failed).isEqualTo(1);
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        writer.open(file(), 0);
        write();
        assertThat(Files.getPosixFilePermissions(file())).hasSize(2);
    }

    @Test
    void aFullQueueOfTheWriterCountsAsLoss() {
        RecordingWriter full = new RecordingWriter(
                task -> {
                    throw new java.util.concurrent.RejectedExecutionException("full");
                },
                counts,
                () -> {});
        speak(full.open(file(), 0), 60);
        assertThat(counts.dropped).isEqualTo(50);
    }
}
