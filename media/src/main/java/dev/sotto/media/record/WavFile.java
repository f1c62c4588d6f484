package dev.sotto.media.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A stereo WAV of 8 kHz and 16 bit that is right at any moment: the header is written again after every piece of sound, so whatever
 * ends the process, the file tells how much is in it. Only its owner may read it. One thread.
 */
final class WavFile implements Closeable {
    static final int HEADER_BYTES = 44;
    static final int FRAME_BYTES = 160 * 2 * 2;

    private static final int RATE = 8_000;
    private static final int CHANNELS = 2;
    private static final int SAMPLE_BYTES = 2;
    private static final long MOST = 0xFFFF_FFFFL - HEADER_BYTES;

    private final FileChannel channel;
    private final ByteBuffer sizes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    private long dataBytes;

    private WavFile(FileChannel channel) {
        this.channel = channel;
    }

    static WavFile create(Path path) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owners = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        FileChannel channel =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owners);
        WavFile file = new WavFile(channel);
        file.writeAll(header(), 0);
        return file;
    }

    private static ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER_BYTES - 8);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) CHANNELS).putInt(RATE);
        header.putInt(RATE * CHANNELS * SAMPLE_BYTES);
        header.putShort((short) (CHANNELS * SAMPLE_BYTES)).putShort((short) (8 * SAMPLE_BYTES));
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        return header.flip();
    }

    /** Writes sound that begins {@code at} bytes into the sound; what was left out before it is silence. */
    void write(byte[] sound, int count, long at) throws IOException {
        if (at + count > MOST) {
            throw new IOException("a WAV file holds no more than 4 GB");
        }
        writeAll(ByteBuffer.wrap(sound, 0, count), HEADER_BYTES + at);
        told(at + count);
    }

    /** The sound is that long, with silence at its end. */
    void extendTo(long bytes) throws IOException {
        if (bytes > dataBytes && bytes <= MOST) {
            writeAll(ByteBuffer.wrap(new byte[1]), HEADER_BYTES + bytes - 1);
            told(bytes);
        }
    }

    private void told(long bytes) throws IOException {
        dataBytes = Math.max(dataBytes, bytes);
        size(4, dataBytes + HEADER_BYTES - 8);
        size(HEADER_BYTES - 4, dataBytes);
    }

    private void size(int at, long bytes) throws IOException {
        sizes.clear();
        sizes.putInt((int) bytes).flip();
        writeAll(sizes, at);
    }

    private void writeAll(ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    long dataBytes() {
        return dataBytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
