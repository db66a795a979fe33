import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * Prints the processor for which function.zip was built, and fails if samconfig.toml names another one. Without this
 * check, the first call of the deployed function would fail.
 */
class Architecture {

    private static final Pattern CONFIGURED = Pattern.compile("^\\s*\"Architecture=(\\w+)\"", Pattern.MULTILINE);
    private static final int ELF_MACHINE = 18;

    public static void main(String[] zipAndConfiguration) throws IOException {
        String built = processor(zipAndConfiguration[0]);
        Matcher configured = CONFIGURED.matcher(Files.readString(Path.of(zipAndConfiguration[1])));
        while (configured.find()) {
            if (!configured.group(1).equals(built)) {
                System.err.printf(
                        "%s was built for %s, and %s says Architecture=%s. Write Architecture=%s.%n",
                        zipAndConfiguration[0], built, zipAndConfiguration[1], configured.group(1), built);
                System.exit(1);
            }
        }
        System.out.printf("%s is for Architecture=%s%n", zipAndConfiguration[0], built);
    }

    private static String processor(String file) throws IOException {
        try (ZipFile zip = new ZipFile(file);
                var executable = zip.getInputStream(zip.getEntry("bootstrap"))) {
            byte[] header = executable.readNBytes(ELF_MACHINE + 2);
            return switch (header[ELF_MACHINE] & 0xFF) {
                case 0x3E -> "x86_64";
                case 0xB7 -> "arm64";
                default -> throw new IOException(file + " has no executable for Lambda");
            };
        }
    }
}
