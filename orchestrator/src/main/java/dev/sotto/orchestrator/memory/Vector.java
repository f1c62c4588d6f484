package dev.sotto.orchestrator.memory;

/** A sentence's embedding in a byte per dimension: a quarter of the size, and likeness differs in the third decimal. */
final class Vector {
    private static final int LARGEST = 127;

    private final byte[] packed;
    private final double length;

    private Vector(byte[] packed) {
        this.packed = packed;
        this.length = Math.sqrt(product(packed, packed));
    }

    static Vector of(float[] embedding) {
        float largest = 0;
        for (float value : embedding) {
            largest = Math.max(largest, Math.abs(value));
        }
        byte[] packed = new byte[embedding.length];
        for (int index = 0; index < packed.length && largest > 0; index++) {
            packed[index] = (byte) Math.round(embedding[index] / largest * LARGEST);
        }
        return new Vector(packed);
    }

    static Vector packed(byte[] bytes) {
        return new Vector(bytes.clone());
    }

    byte[] packed() {
        return packed.clone();
    }

    /** The cosine: 1 for the same direction; 0 for vectors of different models, which can't be compared. */
    double likeness(Vector other) {
        if (packed.length != other.packed.length || length == 0 || other.length == 0) {
            return 0;
        }
        return product(packed, other.packed) / (length * other.length);
    }

    private static double product(byte[] one, byte[] other) {
        long sum = 0;
        for (int index = 0; index < one.length; index++) {
            sum += one[index] * other[index];
        }
        return sum;
    }
}
