package dev.sotto.media.srtp;

/** How much of an RTP packet stays in the clear. */
final class RtpHeader {
    private static final int FIXED_BYTES = 12;

    private RtpHeader() {}

    /** Fixed part, contributors and extension; negative when the bytes are no RTP packet. */
    static int bytes(byte[] packet, int length) {
        if (length < FIXED_BYTES || (packet[0] & 0xC0) != 0x80) {
            return -1;
        }
        int header = FIXED_BYTES + 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) != 0) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * ((packet[header + 2] & 0xFF) << 8 | packet[header + 3] & 0xFF);
        }
        return header > length ? -1 : header;
    }
}
