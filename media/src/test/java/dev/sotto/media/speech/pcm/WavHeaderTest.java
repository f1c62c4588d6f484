package dev.sotto.media.speech.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WavHeaderTest {
    private final byte[] file = WavHeader.of(16_000, 100);

    @Test
    void whatIsWrittenIsRead() {
        assertThat(WavHeader.parse(file, file.length)).isEqualTo(new WavHeader(16_000, 44));
    }

    @Test
    void chunksBeforeTheSamplesArePassedOver() {
        byte[] longer = new byte[file.length + 12];
        System.arraycopy(file, 0, longer, 0, 36);
        System.arraycopy(new byte[] {'L', 'I', 'S', 'T', 3, 0, 0, 0, 1, 2, 3, 0}, 0, longer, 36, 12);
        System.arraycopy(file, 36, longer, 48, 8);

        assertThat(WavHeader.parse(longer, longer.length)).isEqualTo(new WavHeader(16_000, 56));
    }

    @Test
    void aBeginningWantsMore() {
        for (int size = 0; size < 44; size++) {
            assertThat(WavHeader.parse(file, size)).as("%d bytes", size).isNull();
        }
    }

    @Test
    void otherKindsAreRefused() {
        byte[] stereo = file.clone();
        stereo[22] = 2;
        byte[] wide = file.clone();
        wide[34] = 24;
        byte[] slow = WavHeader.of(4_000, 1);
        for (byte[] wrong : new byte[][] {stereo, wide, slow, "RIFFxxxxAVI LIST".getBytes()}) {
            assertThatThrownBy(() -> WavHeader.parse(wrong, wrong.length)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Whatever comes after the magic words is read, refused or waited for, and nothing else. */
    @Property(tries = 500)
    void garbageDoesNoHarm(@ForAll @Size(max = 80) byte[] garbage) {
        byte[] bytes = Arrays.copyOf(file, 12 + garbage.length);
        System.arraycopy(garbage, 0, bytes, 12, garbage.length);
        try {
            WavHeader header = WavHeader.parse(bytes, bytes.length);
            assertThat(header == null || header.dataAt() <= bytes.length).isTrue();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("WAV");
        }
    }
}
