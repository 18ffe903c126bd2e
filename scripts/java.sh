# shellcheck shell=sh
# Finds a JDK 25 and sets JAVA_HOME to it. Sourced by ./mvnw, ./thermograph and the scripts beside this one.
#
# Order: JAVA_HOME, the java on the PATH, the places where JDKs usually live, the package manager.
# Exactly 25: the sources need 25, and Chronicle Map does not run on 26.
# POSIX sh. Functions start with tg_, variables with tg_; nothing else is set but JAVA_HOME.

tg_jdk_wanted=25

tg_say() {
  printf '%s\n' "thermograph: $*" >&2
}

tg_die() {
  tg_say "$*"
  exit 3
}

# Prints the feature version of the JDK at $1, or fails when there is no JDK (a JRE has no javac).
tg_jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -f "$1/lib/modules" ] || return 1
  tg_version=
  if [ -r "$1/release" ]; then
    tg_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1)
  fi
  if [ -z "$tg_version" ]; then
    tg_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  [ -n "$tg_version" ] || return 1
  printf '%s\n' "$tg_version"
}

# Takes the JDK at $1 when it is the wanted one. Remembers what else was seen, for the error line.
tg_try_jdk() {
  tg_found=$(tg_jdk_version "$1") || return 1
  if [ "$tg_found" -eq "$tg_jdk_wanted" ]; then
    JAVA_HOME=$1
    export JAVA_HOME
    return 0
  fi
  case " $tg_seen " in
    *" $tg_found "*) ;;
    *) tg_seen="$tg_seen $tg_found" ;;
  esac
  return 1
}

# The JDK that the java on the PATH belongs to, with symbolic links followed.
tg_try_path() {
  tg_java=$(command -v java) || return 1
  tg_hops=0
  while [ -h "$tg_java" ] && [ "$tg_hops" -lt 40 ]; do
    tg_link=$(readlink "$tg_java") || break
    case $tg_link in
      /*) tg_java=$tg_link ;;
      *) tg_java=$(dirname "$tg_java")/$tg_link ;;
    esac
    tg_hops=$((tg_hops + 1))
  done
  tg_bin=$(CDPATH='' cd -- "$(dirname "$tg_java")" 2>/dev/null && pwd -P) || return 1
  tg_try_jdk "$(dirname "$tg_bin")"
}

tg_try_usual_places() {
  if [ -x /usr/libexec/java_home ]; then
    tg_home=$(/usr/libexec/java_home -F -v "$tg_jdk_wanted" 2>/dev/null) && tg_try_jdk "$tg_home" && return 0
  fi
  for tg_home in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/*jdk* /opt/java/* /opt/jvm/* /opt/*/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jenv/versions/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/* "$HOME"/.gradle/jdks/* \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*; do
    tg_try_jdk "$tg_home" && return 0
  done
  return 1
}

tg_is_root() {
  [ "$(id -u)" -eq 0 ]
}

# Whether root's rights are there without asking for a password.
tg_may_be_root() {
  tg_is_root || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

# Runs "$@" as root. All its output goes to standard error.
tg_as_root() {
  if tg_is_root; then
    "$@" >&2
  else
    sudo -n "$@" >&2
  fi
}

# Prints which package manager this machine has and we may use, or fails.
tg_package_manager() {
  if command -v brew >/dev/null 2>&1 && ! tg_is_root; then
    printf 'brew\n'
    return 0
  fi
  tg_may_be_root || return 1
  for tg_manager in apt-get dnf yum apk pacman zypper; do
    if command -v "$tg_manager" >/dev/null 2>&1; then
      printf '%s\n' "$tg_manager"
      return 0
    fi
  done
  return 1
}

# tg_install <manager> <package>...: installs the first of the packages that the manager can install.
tg_install() {
  tg_manager=$1
  shift
  for tg_package in "$@"; do
    tg_say "asking $tg_manager for $tg_package ..."
    case $tg_manager in
      apt-get)
        tg_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$tg_package" && return 0
        ;;
      dnf | yum) tg_as_root "$tg_manager" install -q -y "$tg_package" && return 0 ;;
      apk) tg_as_root apk add --no-cache "$tg_package" && return 0 ;;
      pacman) tg_as_root pacman -S --noconfirm --needed "$tg_package" && return 0 ;;
      zypper) tg_as_root zypper --quiet --non-interactive install "$tg_package" && return 0 ;;
      brew) brew install --quiet "$tg_package" >&2 && return 0 ;;
    esac
  done
  return 1
}

# Package lists may be old or empty, as in a fresh container; refreshing them is worth one try.
tg_refresh_package_lists() {
  if [ "$1" = apt-get ]; then
    tg_as_root apt-get update -qq
  fi
}

tg_install_jdk() {
  tg_manager=$(tg_package_manager) || return 1
  case $tg_manager in
    apt-get)
      tg_refresh_package_lists apt-get
      tg_install apt-get openjdk-25-jdk-headless temurin-25-jdk
      ;;
    dnf | yum) tg_install "$tg_manager" java-25-openjdk-devel temurin-25-jdk ;;
    apk) tg_install apk openjdk25-jdk openjdk25 ;;
    pacman) tg_install pacman jdk25-openjdk ;;
    zypper) tg_install zypper java-25-openjdk-devel temurin-25-jdk ;;
    brew) tg_install brew openjdk@25 ;;
  esac
}

# Maven of any version, used only to fetch the pinned one.
tg_install_maven() {
  tg_manager=$(tg_package_manager) || return 1
  tg_refresh_package_lists "$tg_manager"
  tg_install "$tg_manager" maven
}

# Sets JAVA_HOME to a JDK 25, or ends the script with one line.
tg_require_jdk() {
  tg_seen=
  if [ -n "${JAVA_HOME:-}" ] && tg_try_jdk "$JAVA_HOME"; then
    return 0
  fi
  tg_try_path && return 0
  tg_try_usual_places && return 0
  if tg_install_jdk && tg_try_usual_places; then
    return 0
  fi
  if [ -n "$tg_seen" ]; then
    tg_die "needs JDK $tg_jdk_wanted exactly, found only:$tg_seen; install JDK $tg_jdk_wanted or set JAVA_HOME to one"
  fi
  tg_die "needs JDK $tg_jdk_wanted, found none; install it (e.g. Temurin $tg_jdk_wanted) or set JAVA_HOME to one"
}
