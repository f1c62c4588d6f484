package dev.sotto.gateway.sip.message;

/**
 * What may come in at most; beyond it we refuse with a reason.
 *
 * @param maxMessageBytes longer messages get 513
 * @param maxHeaders header lines in a message
 * @param maxHeaderLength characters of an unfolded header line
 * @param maxTransactions server transactions at once; beyond it 503. A call leaves two behind for 32 s, some 10 kB
 * @param maxCalls dialogs at once; beyond it 503
 */
public record SipLimits(int maxMessageBytes, int maxHeaders, int maxHeaderLength, int maxTransactions, int maxCalls) {
    public static final SipLimits DEFAULT = new SipLimits(32 * 1024, 256, 8 * 1024, 60_000, 5_000);

    public SipLimits {
        if (maxMessageBytes < 1300 || maxMessageBytes > 65_535) {
            throw new IllegalArgumentException("maxMessageBytes must be 1300 to 65535: " + maxMessageBytes);
        }
        if (maxHeaders < 16 || maxHeaderLength < 256 || maxTransactions < 1 || maxCalls < 1) {
            throw new IllegalArgumentException("limits too small: " + maxHeaders + ", " + maxHeaderLength + ", "
                    + maxTransactions + ", " + maxCalls);
        }
    }
}
