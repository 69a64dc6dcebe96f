package org.graduasi;

/** The native library as a whole. */
public final class Graduasi {
  private Graduasi() {}

  /**
   * The version of the native library in use.
   *
   * @return major * 1000000 + minor * 1000 + patch
   */
  public static int version() {
    NativeLoader.ready();
    return Capi.graduasi_version();
  }

  /**
   * The version of the native library in use, for people.
   *
   * @return such as {@code 0.1.0}
   */
  public static String versionText() {
    return versionText(version());
  }

  static String versionText(int version) {
    return version / 1000000 + "." + version / 1000 % 1000 + "." + version % 1000;
  }
}
